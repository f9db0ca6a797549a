using System.Security.Cryptography;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Storage.Attachments;

/// <summary>
/// Something large and confidential on its way out: it has to be whole before the first byte leaves, and is too large for the memory. It lies sealed
/// under a key that only this process has, in a file without a name, and is gone with its stream, or with the process.
/// </summary>
internal static class SealedSpool
{
    /// <summary>Lets <paramref name="write"/> write, and gives what it wrote, from its beginning.</summary>
    /// <param name="folder">Of the service; the room that is needed is there.</param>
    public static async Task<Stream> WholeAsync(Func<Stream, Task> write, ServiceFolder folder, CancellationToken stop)
    {
        string path = Path.Combine(folder.Files, Guid.NewGuid().ToString("N"));
        FileStream file = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, Options = FileOptions.Asynchronous, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        try
        {
            File.Delete(path);
            byte[] once = RandomNumberGenerator.GetBytes(32);
            using SealedContent.Writer content = new(file);
            await using (Intake intake = new(content)) await write(intake);
            await content.EndAsync(once, ReadOnlyMemory<byte>.Empty, stop);
            await file.FlushAsync(stop);
            file.Position = 0;
            return new SealedContent.Reader(file, once, []);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The writing end as a stream: forward only.</summary>
    private sealed class Intake(SealedContent.Writer content) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => content.WriteAsync(buffer, cancellationToken);
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        // A zip writes its directory without waiting.
        public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
