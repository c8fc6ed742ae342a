using Rebato.Benchmarks.Traffic;

return args is ["traffic", ..] ? TrafficBench.Run(args[1..]) : 0;
