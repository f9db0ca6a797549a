using System.CommandLine;
using System.Text;
using Palinode.Cli.Results;
using Palinode.Publishing.Notices;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice style numbered --out templates/ours</c>: copies the files of a style, as the start of a publisher's own.</summary>
internal static class NoticeStyleVerb
{
    private const string Mark = "style.txt";

    public static Command Create(CliHost host)
    {
        Argument<string> name = new("STYLE") { Description = string.Join(", ", NoticeStyles.Names) };
        Option<string> output = new("--out") { Description = "Folder for the copy; its name is the name of the new style.", Required = true };
        Option<bool> force = new("--force") { Description = "Replace an earlier copy." };
        Command command = new("style", "Copies the files of a style, to be changed and used by palinode notice write --templates.") { name, output, force };
        command.SetAction(line =>
        {
            string style = line.GetValue(name)!;
            if (!NoticeStyles.Names.Contains(style)) throw new InputException($"there is no style \"{style}\"; choose one of {string.Join(", ", NoticeStyles.Names)}");
            ResultFolder folder = ResultFolder.At(host.FullPath(line.GetValue(output)!), line.GetValue(force), Mark);
            folder.Write(write =>
            {
                foreach ((string file, string text) in NoticeStyles.Files(style)) write(file, Encoding.UTF8.GetBytes(text));
            }, host.Stop);
            host.Out.WriteLine($"style: {folder.Path}");
            return ExitCode.Done;
        });
        return command;
    }
}
