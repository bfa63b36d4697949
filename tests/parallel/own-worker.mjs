import '@antigrad/parallel/worker'
