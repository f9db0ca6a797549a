namespace Palinode.Cli;

/// <summary>How the program ends; documented in docs/guide/screening.md.</summary>
internal static class ExitCode
{
    /// <summary>The work was done, with or without findings.</summary>
    public const int Done = 0;

    /// <summary>Something went wrong inside Palinode.</summary>
    public const int InternalError = 1;

    /// <summary>The input cannot be used; one line on stderr says why, and nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>The file was checked, and breaks a rule that it must keep (<c>notice validate</c>, <c>notice check</c>).</summary>
    public const int Invalid = 3;

    /// <summary>Stopped by Ctrl-C or a request to terminate; nothing was written. 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;
}
