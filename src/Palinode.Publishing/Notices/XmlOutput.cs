using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Palinode.Notices;

namespace Palinode.Publishing.Notices;

/// <summary>How the XML forms are put on disk, and what they share.</summary>
internal static class XmlOutput
{
    /// <summary>UTF-8 without mark, lines ended by a line feed, and a final one.</summary>
    public static byte[] Bytes(XDocument document, bool indent)
    {
        using MemoryStream stream = new();
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(false), Indent = indent, IndentChars = " ", NewLineChars = "\n", NewLineHandling = indent ? NewLineHandling.Replace : NewLineHandling.None };
        using (XmlWriter writer = XmlWriter.Create(stream, settings)) document.Save(writer);
        byte[] bytes = stream.ToArray();
        return bytes is [.., (byte)'\n'] ? bytes : [.. bytes, (byte)'\n'];
    }

    /// <summary>The mark of a draft in front of a document; nothing for what was approved.</summary>
    public static XComment? DraftComment(NoticeSources sources) => sources.IsDraft ? new XComment($" {DraftMark.Text} ") : null;

    /// <summary>A title as machines get it. That of a draft says so, since comments are lost on the way.</summary>
    public static string Title(NoticeSources sources) => sources.IsDraft ? $"{DraftMark.Text}: {sources.Body.Title.Plain}" : sources.Body.Title.Plain;

    public static string Iso(NoticeDate d) =>
        string.Create(CultureInfo.InvariantCulture, $"{d.Year:0000}{(d.Month is { } m ? $"-{m:00}" : "")}{(d.Month is not null && d.Day is { } day ? $"-{day:00}" : "")}");

    public static string Two(int n) => n.ToString("00", CultureInfo.InvariantCulture);
    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
