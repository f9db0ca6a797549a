using System.IO.Compression;
using Palinode.Processes;

namespace Palinode.Engine.Ingest;

/// <summary>Unpacks a zip into a private folder, refusing what a hostile one would use: ways out of the folder, links, bombs.</summary>
internal static class PackageZip
{
    /// <summary>More entries than any article has figures and files.</summary>
    private const int MaxEntries = 10_000;

    /// <summary>Unix file type in the upper half of the external attributes; a symbolic link is 0xA000.</summary>
    private const int TypeMask = 0xF000, Link = 0xA000;

    /// <exception cref="InputException">The zip is damaged, or holds what it must not.</exception>
    public static string Unpack(string path, string name, IngestOptions options, TemporaryFolder folder, CancellationToken cancel)
    {
        string target = folder.File("package");
        Directory.CreateDirectory(target);
        string root = Path.GetFullPath(target) + Path.DirectorySeparatorChar;
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            if (zip.Entries.Count > MaxEntries) throw new InputException($"{name}: the zip holds {zip.Entries.Count} entries, more than the {MaxEntries} allowed.");
            long left = options.MaxFileBytes * 2;
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                string full = Path.GetFullPath(Path.Combine(target, entry.FullName));
                if (Path.IsPathRooted(entry.FullName) || entry.FullName.Contains('\\', StringComparison.Ordinal) || !full.StartsWith(root, StringComparison.Ordinal))
                    throw new InputException($"{name}: the zip has an entry that leads out of its folder; it was not unpacked.");
                if (((entry.ExternalAttributes >> 16) & TypeMask) == Link) throw new InputException($"{name}: the zip has a symbolic link; it was not unpacked.");
                if (entry.FullName.EndsWith('/')) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                using Stream from = entry.Open();
                using FileStream to = File.Create(full);
                // Sizes in the directory of a zip are claims; only what comes out counts.
                byte[] buffer = new byte[1 << 16];
                for (int n; (n = from.Read(buffer)) > 0;)
                {
                    if ((left -= n) < 0) throw new InputException($"{name}: the zip unpacks to more than {options.MaxFileBytes * 2 >> 20} MB.");
                    to.Write(buffer.AsSpan(0, n));
                }
            }
        }
        catch (InvalidDataException e) { throw new InputException($"{name}: the zip is damaged ({e.Message}).", e); }
        catch (IOException e) { throw new InputException($"{name}: the zip could not be unpacked ({e.Message.ReplaceLineEndings(" ")}).", e); }
        return target;
    }
}
