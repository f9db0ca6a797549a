using System.Security.Cryptography;

namespace Palinode.Server.Storage.Cluster;

/// <summary>Random bytes in a file for the service's account alone, made at first use and never half-written.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>32 bytes; the same every time.</summary>
    /// <exception cref="InputException">The file is there and is not what was written.</exception>
    public static byte[] Key(string path)
    {
        if (!File.Exists(path)) Write(path, RandomNumberGenerator.GetBytes(32));
        byte[] key = Read(path);
        return key.Length == 32 ? key : throw new InputException($"{path}: a key of 32 bytes was expected; put the right file back from where it is kept.");
    }

    /// <summary>Letters and digits only, so that it needs no quoting anywhere.</summary>
    public static string Password(string path)
    {
        if (!File.Exists(path)) Write(path, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))));
        string text = System.Text.Encoding.ASCII.GetString(Read(path)).Trim();
        return text.Length >= 32 && text.All(char.IsAsciiHexDigitLower) ? text : throw new InputException($"{path}: a generated password was expected; put the right file back from where it is kept.");
    }

    /// <summary>Complete or not at all, also when the machine stops in between.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.new";
        using (FileStream stream = new(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }

    private static byte[] Read(string path)
    {
        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0) throw new InputException($"{path}: others may read this secret; run: chmod 600 {path}");
        return File.ReadAllBytes(path);
    }
}
