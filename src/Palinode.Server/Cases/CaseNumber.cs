using System.Security.Cryptography;

namespace Palinode.Server.Cases;

/// <summary>What a case is called to people outside: "PN-7Q2M-K0XD". It says nothing, and the case's address cannot be found from it.</summary>
internal static class CaseNumber
{
    /// <summary>Crockford's letters: none is taken for another.</summary>
    private const string Mark = "PN-", Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid caseId)
    {
        byte[] hash = SHA256.HashData([.. "palinode/case-number/1"u8, .. caseId.ToByteArray(bigEndian: true)]);
        ulong bits = 0;
        foreach (byte b in hash.AsSpan(0, 5)) bits = bits << 8 | b;
        char[] text = new char[8];
        for (int i = 7; i >= 0; i--, bits >>= 5) text[i] = Letters[(int)(bits & 31)];
        return $"{Mark}{new string(text, 0, 4)}-{new string(text, 4, 4)}";
    }

    /// <summary>What people typed as the beginning of a number as <see cref="Of"/> writes it: "pn-7q2mk" is "PN-7Q2M-K". Null where it is none.</summary>
    public static string? Beginning(string typed)
    {
        if (!typed.StartsWith(Mark, StringComparison.OrdinalIgnoreCase)) return null;
        // As Crockford reads them: O is zero, I and L are one.
        string letters = typed[Mark.Length..].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        if (letters.Length is 0 or > 8 || letters.Any(l => !Letters.Contains(l))) return null;
        return letters.Length <= 4 ? Mark + letters : $"{Mark}{letters[..4]}-{letters[4..]}";
    }
}
