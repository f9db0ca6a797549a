using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Palinode.Publishing.Pdf;

/// <summary>
/// qpdf writes names as the bytes they are, so its JSON is not always UTF-8. Bytes that are not become characters of a private plane on
/// the way in, and the same bytes again on the way out.
/// </summary>
internal static partial class QpdfText
{
    /// <summary>First of the 128 characters (of 0x80 … 0xFF) in the last private plane, which no document has a use for.</summary>
    private const int FirstStandIn = 0x10FE80;

    /// <summary>The same JSON in valid UTF-8.</summary>
    public static byte[] Readable(byte[] json)
    {
        if (Utf8.IsValid(json)) return json;
        var text = new MemoryStream(json.Length + 64);
        Span<byte> character = stackalloc byte[4];
        for (int i = 0; i < json.Length;)
        {
            bool valid = Rune.DecodeFromUtf8(json.AsSpan(i), out Rune rune, out int length) == OperationStatus.Done;
            for (int j = 0; !valid && j < length; j++) text.Write(character[..new Rune(FirstStandIn + json[i + j] - 0x80).EncodeToUtf8(character)]);
            if (valid) text.Write(character[..rune.EncodeToUtf8(character)]);
            i += length;
        }
        return text.ToArray();
    }

    /// <summary>JSON for qpdf, with the bytes back in their places; the writer has escaped their characters as pairs of surrogates.</summary>
    public static byte[] Original(string json)
    {
        var bytes = new MemoryStream(json.Length + 64);
        int at = 0;
        foreach (ValueMatch match in StandIn().EnumerateMatches(json))
        {
            bytes.Write(Encoding.UTF8.GetBytes(json[at..match.Index]));
            bytes.WriteByte(Convert.FromHexString(json.AsSpan(match.Index + match.Length - 2, 2))[0]);
            at = match.Index + match.Length;
        }
        bytes.Write(Encoding.UTF8.GetBytes(json[at..]));
        return bytes.ToArray();
    }

    [GeneratedRegex(@"\\u[dD][bB][fF]{2}\\u[dD][eE][89a-fA-F][0-9a-fA-F]")]
    private static partial Regex StandIn();
}
