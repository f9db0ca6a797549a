using System.Buffers.Binary;
using System.Security.Cryptography;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Storage.Attachments;

/// <summary>
/// A file as it lies in the data folder: a mark, its own random key wrapped by the master key, and pieces of 64 KiB, each sealed with AES-256-GCM. The
/// number of a piece is its nonce, and the last says that it is the last: pieces cannot be swapped, repeated or cut off unseen. The wrapped key is
/// written last and bound to the file's name: what an upload that broke off has left opens for nobody, and a file under another's name does not open.
/// </summary>
internal static class SealedContent
{
    private const int Piece = 1 << 16, Tag = 16, WrappedKey = 12 + 16 + 32;
    private static ReadOnlySpan<byte> Mark => "palinode file 1\n"u8;
    private static int Head => Mark.Length + WrappedKey;

    private static byte[] NonceOf(long number, bool last)
    {
        byte[] nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    /// <summary>Seals what is written to it into a file that can seek.</summary>
    public sealed class Writer : IDisposable
    {
        private readonly FileStream _file;
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
        private readonly AesGcm _aes;
        private readonly byte[] _plain = new byte[Piece], _sealed = new byte[Piece + Tag];
        private int _filled;
        private long _number;

        public Writer(FileStream file)
        {
            _file = file;
            _aes = new AesGcm(_key, Tag);
            _file.Position = Head;
        }

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
        {
            while (!bytes.IsEmpty)
            {
                if (_filled == Piece) await FlushAsync(last: false, stop);
                int part = Math.Min(bytes.Length, Piece - _filled);
                bytes[..part].CopyTo(_plain.AsMemory(_filled));
                _filled += part;
                bytes = bytes[part..];
            }
        }

        /// <summary>Without this the file does not open.</summary>
        /// <param name="name">The file's name to be.</param>
        public async Task EndAsync(ReadOnlyMemory<byte> wrapping, ReadOnlyMemory<byte> name, CancellationToken stop)
        {
            await FlushAsync(last: true, stop);
            _file.Position = 0;
            await _file.WriteAsync((byte[])[.. Mark, .. SealedBox.Seal(wrapping.Span, _key, name.Span)], stop);
        }

        private async Task FlushAsync(bool last, CancellationToken stop)
        {
            _aes.Encrypt(NonceOf(_number++, last), _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, Tag));
            await _file.WriteAsync(_sealed.AsMemory(0, _filled + Tag), stop);
            _filled = 0;
        }

        public void Dispose()
        {
            _aes.Dispose();
            CryptographicOperations.ZeroMemory(_key);
            CryptographicOperations.ZeroMemory(_plain);
        }
    }

    /// <summary>Reads what a <see cref="Writer"/> wrote, from any place in it.</summary>
    public sealed class Reader : Stream
    {
        private readonly FileStream _file;
        private readonly AesGcm _aes;
        private readonly long _pieces;
        private readonly byte[] _sealed = new byte[Piece + Tag], _plain = new byte[Piece];
        private long _open = -1;

        /// <exception cref="InvalidDataException">It is damaged, cut, or not the file of this name.</exception>
        public Reader(FileStream file, ReadOnlySpan<byte> wrapping, ReadOnlySpan<byte> name)
        {
            _file = file;
            byte[] head = new byte[Head];
            if (file.ReadAtLeast(head, Head, throwOnEndOfStream: false) < Head || !head.AsSpan().StartsWith(Mark) || file.Length < Head + Tag) throw Broken();
            byte[] key;
            try
            {
                key = SealedBox.Open(wrapping, head.AsSpan(Mark.Length), name);
            }
            catch (CryptographicException e)
            {
                throw Broken(e);
            }
            _aes = new AesGcm(key, Tag);
            CryptographicOperations.ZeroMemory(key);
            long body = file.Length - Head;
            _pieces = Math.Max(1, (body + Piece + Tag - 1) / (Piece + Tag));
            Length = body - _pieces * Tag;
        }

        public override long Length { get; }
        public override long Position { get; set => field = value >= 0 ? value : throw new IOException("A position is 0 or more."); }
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;

        public override int Read(Span<byte> buffer)
        {
            if (Position >= Length || buffer.IsEmpty) return 0;
            if (_open != Position / Piece)
            {
                int size = Locate(Position / Piece);
                if (_file.ReadAtLeast(_sealed.AsSpan(0, size), size, throwOnEndOfStream: false) < size) throw Broken();
                Open(Position / Piece, size);
            }
            return Take(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= Length || buffer.IsEmpty) return 0;
            if (_open != Position / Piece)
            {
                int size = Locate(Position / Piece);
                if (await _file.ReadAtLeastAsync(_sealed.AsMemory(0, size), size, throwOnEndOfStream: false, cancellationToken) < size) throw Broken();
                Open(Position / Piece, size);
            }
            return Take(buffer.Span);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        public override void Flush() { }
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Locate(long piece)
        {
            _open = -1;
            _file.Position = Head + piece * (Piece + Tag);
            return (int)Math.Min(Piece + Tag, _file.Length - _file.Position);
        }

        private void Open(long piece, int size)
        {
            if (size < Tag) throw Broken();
            try
            {
                _aes.Decrypt(NonceOf(piece, last: piece == _pieces - 1), _sealed.AsSpan(0, size - Tag), _sealed.AsSpan(size - Tag, Tag), _plain.AsSpan(0, size - Tag));
            }
            catch (AuthenticationTagMismatchException e)
            {
                throw Broken(e);
            }
            _open = piece;
        }

        private int Take(Span<byte> buffer)
        {
            int from = (int)(Position % Piece), part = (int)Math.Min(buffer.Length, Math.Min(Piece - from, Length - Position));
            _plain.AsSpan(from, part).CopyTo(buffer);
            Position += part;
            return part;
        }

        private static InvalidDataException Broken(Exception? inner = null) => new("A file of the data folder is damaged, or was made under another master key.", inner);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _aes?.Dispose();
                _file.Dispose();
                CryptographicOperations.ZeroMemory(_plain);
            }
            base.Dispose(disposing);
        }
    }
}
