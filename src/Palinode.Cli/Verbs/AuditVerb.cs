using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode audit verify|head</c>: whether the log of a service is as it was written.</summary>
internal static class AuditVerb
{
    public static Command Create(CliHost host)
    {
        Option<string?> head = new("--head") { HelpName = "FILE", Description = "A signed head of an earlier day: also shows whether the log was cut or rewritten since." };
        PlaceOptions verifyPlace = new(), headPlace = new();
        Command verify = new("verify", "Walks the whole log and computes every hash anew; code 3 when something is not as it was written.") { head };
        Command sign = new("head", "Signs the end of the log now, into the folder heads of the service's data.");
        verifyPlace.AddTo(verify);
        headPlace.AddTo(sign);
        verify.SetAction(line => host.VerifyLog(verifyPlace.Read(line, host), line.GetValue(head) is { } file ? host.FullPath(file) : null, host));
        sign.SetAction(line => host.SignHead(headPlace.Read(line, host), host));
        return new Command("audit", "Checks and signs the log of a service.") { verify, sign };
    }
}
