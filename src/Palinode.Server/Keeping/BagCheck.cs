using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Palinode.Server.Keeping;

/// <summary>
/// Reads a bag in a zip without unpacking it: every file is listed and as its manifest says, none is missing, none is to be fetched. Names that lead out of the
/// bag, links and entries that are there twice are refused before anything is read.
/// </summary>
internal static class BagCheck
{
    /// <summary>Files of a bag; a case has some hundreds.</summary>
    private const int MostFiles = 100_000;

    /// <summary>Bytes of all files unpacked.</summary>
    private const long MostBytes = 20L << 30;

    private const int LargestTag = 64 << 20;

    /// <summary>A relative name of letters, digits, - _ . and /, whose parts are neither empty nor "." nor "..".</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= 200 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') && name.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    /// <exception cref="InputException">It is no whole bag, in one line that says why.</exception>
    public static async Task RequireWholeAsync(Stream zip, CancellationToken stop)
    {
        try
        {
            await using ZipArchive archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, stop);
            if (archive.Entries.Count > MostFiles || archive.Entries.Sum(e => e.Length) > MostBytes) throw new InputException("This bag is larger than any that palinode writes.");
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (!IsPlain(entry.FullName)) throw new InputException("This bag holds a name that leads out of it, or is none that palinode writes.");
                // The upper half holds the Unix mode; a type other than a plain file is a link or worse.
                if ((entry.ExternalAttributes >> 16 & 0xF000) is not (0 or 0x8000)) throw new InputException("This bag holds a link.");
                if (!names.Add(entry.FullName)) throw new InputException("This bag holds a file twice.");
            }
            if (names.Contains("fetch.txt")) throw new InputException("This bag asks for files to be fetched from elsewhere.");
            if (await TextAsync(archive, "bagit.txt", stop) is not "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n") throw new InputException("This is no bag of BagIt 1.0.");
            Dictionary<string, string> listed = Manifest(await TextAsync(archive, "manifest-sha256.txt", stop)), tags = Manifest(await TextAsync(archive, "tagmanifest-sha256.txt", stop));
            foreach (ZipArchiveEntry entry in archive.Entries.Where(e => e.FullName != "tagmanifest-sha256.txt"))
            {
                if (!(entry.FullName.StartsWith("data/", StringComparison.Ordinal) ? listed : tags).Remove(entry.FullName, out string? hash)) throw new InputException($"This bag holds a file that it does not list: {entry.FullName}.");
                await using Stream content = await entry.OpenAsync(stop);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != hash) throw new InputException($"This bag was changed: {entry.FullName} is not as it was written.");
            }
            if (listed.Keys.Concat(tags.Keys).FirstOrDefault() is { } missing) throw new InputException($"This bag lacks a file that it lists: {missing}.");
        }
        catch (InvalidDataException e)
        {
            throw new InputException("This is no intact zip.", e);
        }
    }

    private static async Task<string> TextAsync(ZipArchive archive, string name, CancellationToken stop)
    {
        if (archive.GetEntry(name) is not { Length: <= LargestTag } entry) throw new InputException($"This bag lacks {name}.");
        using StreamReader reader = new(await entry.OpenAsync(stop), Encoding.UTF8);
        return await reader.ReadToEndAsync(stop);
    }

    private static Dictionary<string, string> Manifest(string text)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split("  ", 2) is not [{ Length: 64 } hash, var name] || !IsPlain(name) || !files.TryAdd(name, hash)) throw new InputException("A manifest of this bag is not as palinode writes it.");
        return files;
    }
}
