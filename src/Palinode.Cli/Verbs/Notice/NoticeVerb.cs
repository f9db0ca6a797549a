using System.CommandLine;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice …</c>: everything about notices of retraction, correction and concern.</summary>
internal static class NoticeVerb
{
    public static Command Create(CliHost host) => new("notice", "Reads, checks and writes notices: retractions, corrections, expressions of concern.")
    {
        NoticeReadVerb.Create(host),
        NoticeCheckVerb.Create(host),
        NoticeWriteVerb.Create(host),
        NoticeStyleVerb.Create(host),
        NoticeValidateVerb.Create(host),
    };
}
