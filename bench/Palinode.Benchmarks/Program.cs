using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Palinode.Benchmarks.Documents;

if (args is ["documents", .. string[] rest]) return DocumentsCommand.Run(rest);

// In this process: the benchmarks call native code and read pictures that lie beside this program.
IConfig config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(10))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "bench"));
BenchmarkSwitcher.FromAssembly(typeof(Repository).Assembly).Run(args, config);
return 0;
