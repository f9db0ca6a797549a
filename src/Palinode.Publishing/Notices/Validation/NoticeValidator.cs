using System.Xml;
using System.Xml.Linq;

namespace Palinode.Publishing.Notices.Validation;

/// <param name="DtdFolder">Holds the JATS DTD and its modules; without it the DTD is not checked, and a note says so.</param>
/// <param name="XsdFolder">Holds Crossref's deposit schema; as above.</param>
public sealed record ValidationOptions(string? DtdFolder = null, string? XsdFolder = null);

/// <summary>
/// Checks what is sent out about a notice: JATS of the notice and of the article it is about, Crossref deposits, PubMed files. A DTD
/// or schema says whether the form is right; the rules say whether the record is: that notice and article point at each other, that the
/// title, the type and the history say the same.
/// </summary>
public static class NoticeValidator
{
    /// <param name="xml">The whole file.</param>
    /// <param name="options">Where DTD and schema are.</param>
    /// <exception cref="InputException">The file is none of the three forms, or too large, or a folder is not there.</exception>
    public static ValidationResult Validate(byte[] xml, ValidationOptions options)
    {
        if (xml.Length > XmlInput.MaxBytes) throw new InputException($"the file has more than {XmlInput.MaxBytes >> 20} MB; give the XML of one article");
        if (!XmlInput.LooksLikeText(xml)) throw new InputException("the file is no XML; give JATS, a Crossref deposit or a PubMed file");
        FindingList findings = new();
        XDocument? document = Open(xml, options.DtdFolder, findings, out bool checkedByDtd);
        if (document is null) return new ValidationResult(FormByText(xml), findings.InOrder());
        XElement root = document.Root!;
        switch (root.Name.LocalName)
        {
            case "article":
                if (!checkedByDtd) document = JatsDtd.Check(xml, options.DtdFolder, findings) ?? document;
                new JatsStructure(document, findings).Check();
                new JatsRules(document, findings).Check();
                return new ValidationResult(DepositForm.Jats, findings.InOrder());
            case "doi_batch":
                CrossrefSchema.Check(document, options.XsdFolder, findings);
                new CrossrefRules(document, findings).Check();
                return new ValidationResult(DepositForm.Crossref, findings.InOrder());
            case "ArticleSet":
                new PubMedRules(document, findings).Check();
                return new ValidationResult(DepositForm.PubMed, findings.InOrder());
            default:
                throw new InputException($"the file begins with <{root.Name.LocalName}>; give JATS (<article>), a Crossref deposit (<doi_batch>) or a PubMed file (<ArticleSet>)");
        }
    }

    /// <summary>Checks that a notice and the XML of its article, both JATS, point at each other and give the same date.</summary>
    /// <exception cref="InputException">One of the two is no JATS.</exception>
    public static IReadOnlyList<ValidationFinding> ValidatePair(byte[] notice, byte[] article)
    {
        FindingList findings = new();
        if (Open(notice, null, findings, out _) is { } n && Open(article, null, findings, out _) is { } a)
        {
            if (n.Root!.Name.LocalName != "article" || a.Root!.Name.LocalName != "article") throw new InputException("a notice and its article are compared as JATS; give two files that begin with <article>");
            JatsPair.Check(new JatsArticle(n), new JatsArticle(a), findings);
        }
        return findings.InOrder();
    }

    /// <summary>Well-formed, or null and a finding. Where only the DTD knows the file's entities, it is read with the DTD at once.</summary>
    private static XDocument? Open(byte[] xml, string? dtdFolder, FindingList findings, out bool checkedByDtd)
    {
        checkedByDtd = false;
        try
        {
            return XmlInput.Load(new MemoryStream(xml, writable: false));
        }
        catch (XmlException e)
        {
            if (dtdFolder is not null && FormByText(xml) == DepositForm.Jats && JatsDtd.Check(xml, dtdFolder, findings) is { } document)
            {
                checkedByDtd = true;
                return document;
            }
            findings.Add("xml/well-formed", FindingSeverity.Error, e.LineNumber, $"the file cannot be read as XML: {WithoutPlace(e.Message)}");
            return null;
        }
    }

    /// <summary>The line stands beside the message already.</summary>
    internal static string WithoutPlace(string message)
    {
        int place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (place > 0 ? message[..place] : message).TrimEnd('.');
    }

    private static DepositForm FormByText(ReadOnlySpan<byte> xml) =>
        xml.IndexOf("<doi_batch"u8) >= 0 ? DepositForm.Crossref : xml.IndexOf("<ArticleSet"u8) >= 0 ? DepositForm.PubMed : DepositForm.Jats;
}
