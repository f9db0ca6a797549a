using System.CommandLine;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice …</c>: everything about notices of retraction, correction and concern.</summary>
internal static class NoticeVerb
{
    public static Command Create(CliHost host) => new("notice", "Writes and checks notices: retractions, corrections, expressions of concern.")
    {
        NoticeWriteVerb.Create(host),
        NoticeStyleVerb.Create(host),
        NoticeValidateVerb.Create(host),
    };
}
