namespace Palinode.Cli;

internal static class ProgramVersion
{
    /// <summary>As in Directory.Build.props: "0.1.0".</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(3);
}
