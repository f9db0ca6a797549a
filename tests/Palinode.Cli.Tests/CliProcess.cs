using System.Diagnostics;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>Runs programs as a person would, in a process of their own.</summary>
internal static class CliProcess
{
    /// <summary>The built program, beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Palinode.Cli");

    /// <summary>The script at the repository's root.</summary>
    public static string Script { get; } = Path.Combine(SharedMaterial.RepositoryRoot, "palinode");

    public static (int Code, string Out, string Error) Run(string program, string folder, params string[] args)
    {
        using Process process = Start(program, folder, args);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', args)} did not end");
        }
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    public static Process Start(string program, string folder, params string[] args)
    {
        ProcessStartInfo start = new(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in args) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
