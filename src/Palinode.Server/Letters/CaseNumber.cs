using System.Security.Cryptography;

namespace Palinode.Server.Letters;

/// <summary>What a case is called to people outside: "PN-7Q2M-K0XD". It says nothing, and the case's address cannot be found from it.</summary>
internal static class CaseNumber
{
    /// <summary>Crockford's letters: none is taken for another.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid caseId)
    {
        byte[] hash = SHA256.HashData([.. "palinode/case-number/1"u8, .. caseId.ToByteArray(bigEndian: true)]);
        ulong bits = 0;
        foreach (byte b in hash.AsSpan(0, 5)) bits = bits << 8 | b;
        char[] text = new char[8];
        for (int i = 7; i >= 0; i--, bits >>= 5) text[i] = Letters[(int)(bits & 31)];
        return $"PN-{new string(text, 0, 4)}-{new string(text, 4, 4)}";
    }
}
