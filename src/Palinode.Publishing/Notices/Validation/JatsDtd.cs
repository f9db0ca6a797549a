using System.Xml;
using System.Xml.Linq;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>JATS against its DTD, taken from a folder that the user names.</summary>
internal static class JatsDtd
{
    /// <returns>The document as the DTD completes it; null where the DTD could not be used, and a finding says why.</returns>
    public static XDocument? Check(byte[] xml, string? folder, FindingList findings)
    {
        if (folder is null)
        {
            findings.Note("jats/dtd", "not checked against a DTD; name a folder with the JATS DTD by --dtd");
            return null;
        }
        if (!Directory.Exists(folder)) throw new InputException($"{folder}: there is no such folder; --dtd names the folder that holds the JATS DTD");
        if (SystemId(xml) is not { } systemId)
        {
            findings.Error("jats/doctype", null, "the file names no document type, so it cannot be checked against the DTD; begin it with <!DOCTYPE article PUBLIC …>");
            return null;
        }
        string name = systemId[(systemId.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.Length == 0 || !File.Exists(Path.Combine(folder, name)))
        {
            findings.Note("jats/dtd", $"not checked against a DTD: {(name.Length == 0 ? "the document type names no file" : $"{name} is not in the given folder")}");
            return null;
        }
        LocalFiles files = new(folder);
        try
        {
            return XmlInput.LoadWithDtd(new MemoryStream(xml, writable: false), files, e =>
                findings.Add("jats/dtd", FindingSeverity.Error, e.Exception.LineNumber, NoticeValidator.WithoutPlace(e.Message)));
        }
        catch (Exception e) when (e is XmlException or FileNotFoundException)
        {
            string what = files.Refused.Count > 0 ? $"it asks for {files.Refused[0]}, which is not in the DTD's folder and was not opened" : NoticeValidator.WithoutPlace(e.Message);
            findings.Add("jats/dtd", FindingSeverity.Error, (e as XmlException)?.LineNumber, $"the file could not be read with its DTD: {what}");
            return null;
        }
    }

    private static string? SystemId(byte[] xml)
    {
        try { return XmlInput.SystemId(new MemoryStream(xml, writable: false)); }
        catch (XmlException) { return null; }
    }
}
