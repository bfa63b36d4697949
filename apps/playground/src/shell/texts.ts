import type { Texts } from '../state/language.js'
import type { Room, Step } from '../state/pages.js'

/** What a step of the lecture is called, and what it is about. */
interface StepName {
  readonly title: string
  readonly about: string
}

/** What a room is called in the line of links, and what one does in it. */
interface RoomName {
  readonly short: string
  readonly about: string
}

interface ShellTexts {
  readonly lecture: string
  readonly steps: Readonly<Record<Step, StepName>>
  readonly rooms: Readonly<Record<Room, RoomName>>
  readonly navigation: string
  readonly skip: string
  readonly theme: Readonly<Record<'light' | 'dark', string>>
  readonly opening: string
  readonly failed: string
  readonly colophon: string
}

export const shellTexts: Texts<ShellTexts> = {
  en: {
    lecture: 'Lecture',
    steps: {
      '1-approximation': {
        title: 'Approximation of unknown functions',
        about: 'A function is known at a few points only. A network finds the rest.',
      },
      '2-properties': {
        title: 'Physical properties',
        about: 'Measured tables: water, vapour, copper, air. And who wins, the network or a polynomial.',
      },
      '3-descent': {
        title: 'Gradient descent',
        about: 'How to go down when all one knows is the slope underfoot.',
      },
      '4-images': {
        title: 'Recognition of images',
        about: 'A picture is 784 numbers, and reading it is an unknown function too.',
      },
      '5-training': {
        title: 'Training the network',
        about: 'Epoch by epoch: what minibatch, learning rate and momentum do.',
      },
      '6-one-dimension': {
        title: 'The one-dimensional case',
        about: 'All of back propagation in eight derivatives of plain numbers.',
      },
      '7-derivation': {
        title: 'The full derivation',
        about: 'The same with columns and matrices, and what changes with softmax.',
      },
    },
    rooms: {
      functions: { short: 'Functions', about: 'Draw a curve and watch a network follow it.' },
      descent: { short: 'Descent', about: 'Put a ball on six landscapes and choose how far it steps.' },
      boundary: {
        short: 'Boundary',
        about: 'Two or three kinds of points in a plane, and the line between them.',
      },
      digits: { short: 'Digits', about: 'Train on eight thousand digits, then write your own.' },
      backpropagation: { short: 'Backprop', about: 'Move any weight and see every derivative follow.' },
    },
    navigation: 'Pages',
    skip: 'Skip to the content',
    theme: { light: 'Light', dark: 'Dark' },
    opening: 'Opening…',
    failed: 'This page could not be opened',
    colophon: 'Everything is computed on this page, by the same code that trains in Node. Nothing leaves it.',
  },
  ru: {
    lecture: 'Лекция',
    steps: {
      '1-approximation': {
        title: 'Аппроксимация неизвестных функций',
        about: 'Функция известна лишь в нескольких точках. Остальное находит сеть.',
      },
      '2-properties': {
        title: 'Физические свойства',
        about: 'Измеренные таблицы: вода, пар, медь, воздух. И кто точнее — сеть или многочлен.',
      },
      '3-descent': {
        title: 'Градиентный спуск',
        about: 'Как спускаться, если известен только уклон под ногами.',
      },
      '4-images': {
        title: 'Распознавание изображений',
        about: 'Картинка — это 784 числа, и прочитать её — тоже неизвестная функция.',
      },
      '5-training': {
        title: 'Обучение нейросети',
        about: 'Эпоха за эпохой: что дают минибатч, скорость обучения и импульс.',
      },
      '6-one-dimension': {
        title: 'Упрощённый одномерный случай',
        about: 'Всё обратное распространение — в восьми производных обычных чисел.',
      },
      '7-derivation': {
        title: 'Полный вывод',
        about: 'То же со столбцами и матрицами — и что меняется с softmax.',
      },
    },
    rooms: {
      functions: { short: 'Функции', about: 'Нарисуйте кривую и смотрите, как сеть её повторяет.' },
      descent: { short: 'Спуск', about: 'Шесть рельефов, один шарик и длина шага на ваш выбор.' },
      boundary: { short: 'Граница', about: 'Точки двух или трёх видов на плоскости и граница между ними.' },
      digits: { short: 'Цифры', about: 'Обучите сеть на восьми тысячах цифр и напишите свою.' },
      backpropagation: {
        short: 'Обратный ход',
        about: 'Сдвиньте любой вес — за ним сдвинутся все производные.',
      },
    },
    navigation: 'Страницы',
    skip: 'Перейти к содержанию',
    theme: { light: 'Светлая', dark: 'Тёмная' },
    opening: 'Открывается…',
    failed: 'Эту страницу открыть не удалось',
    colophon: 'Всё вычисляется на этой странице — тем же кодом, что обучает в Node. Наружу ничего не уходит.',
  },
}
