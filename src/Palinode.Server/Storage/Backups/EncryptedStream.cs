using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Palinode.Server.Storage.Backups;

/// <summary>
/// A stream in pieces of 64 KiB, each sealed with AES-256-GCM under a key made for this file from the recovery key (HKDF) and a random salt. The
/// number of a piece is its nonce, and the last says that it is the last: pieces cannot be swapped, repeated or cut off unseen.
/// </summary>
internal static class EncryptedStream
{
    private const int Piece = 1 << 16, Tag = 16, Salt = 32;
    private static ReadOnlySpan<byte> Mark => "palinode backup 1\n"u8;

    public sealed class Writer : IDisposable
    {
        private readonly Stream _to;
        private readonly AesGcm _aes;
        private readonly byte[] _plain = new byte[Piece], _sealed = new byte[4 + Piece + Tag];
        private int _filled;
        private ulong _number;

        public Writer(Stream to, ReadOnlySpan<byte> recoveryKey)
        {
            _to = to;
            byte[] salt = RandomNumberGenerator.GetBytes(Salt);
            to.Write(Mark);
            to.Write(salt);
            _aes = new AesGcm(KeyOf(recoveryKey, salt), Tag);
        }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                if (_filled == Piece) Flush(last: false);
                int part = Math.Min(bytes.Length, Piece - _filled);
                bytes[..part].CopyTo(_plain.AsSpan(_filled));
                _filled += part;
                bytes = bytes[part..];
            }
        }

        /// <summary>Without this the file does not open.</summary>
        public void End() => Flush(last: true);

        private void Flush(bool last)
        {
            BinaryPrimitives.WriteInt32BigEndian(_sealed, _filled);
            _aes.Encrypt(NonceOf(_number++, last), _plain.AsSpan(0, _filled), _sealed.AsSpan(4, _filled), _sealed.AsSpan(4 + _filled, Tag));
            _to.Write(_sealed.AsSpan(0, 4 + _filled + Tag));
            _filled = 0;
        }

        public void Dispose() => _aes.Dispose();
    }

    /// <summary>Reads what a <see cref="Writer"/> wrote.</summary>
    public sealed class Reader : IDisposable
    {
        private readonly Stream _from;
        private readonly string _name;
        private readonly AesGcm _aes;
        private readonly byte[] _sealed = new byte[Piece + Tag];
        private byte[] _plain = [];
        private int _at;
        private ulong _number;
        private bool _ended;

        /// <exception cref="InputException">It is no backup.</exception>
        public Reader(Stream from, ReadOnlySpan<byte> recoveryKey, string name)
        {
            (_from, _name) = (from, name);
            byte[] head = new byte[Mark.Length + Salt];
            if (from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().StartsWith(Mark)) throw new InputException($"{name}: not a backup that palinode made.");
            _aes = new AesGcm(KeyOf(recoveryKey, head.AsSpan(Mark.Length)), Tag);
        }

        /// <summary>Fills all of <paramref name="into"/>.</summary>
        public void ReadExactly(Span<byte> into)
        {
            while (!into.IsEmpty)
            {
                if (_at == _plain.Length) Next();
                int part = Math.Min(into.Length, _plain.Length - _at);
                _plain.AsSpan(_at, part).CopyTo(into);
                _at += part;
                into = into[part..];
            }
        }

        private void Next()
        {
            Span<byte> length = stackalloc byte[4];
            if (_ended || _from.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4) throw Broken();
            int size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 0 or > Piece || _from.ReadAtLeast(_sealed.AsSpan(0, size + Tag), size + Tag, throwOnEndOfStream: false) < size + Tag) throw Broken();
            (_plain, _at) = (new byte[size], 0);
            if (!Opens(size, last: false))
            {
                if (!Opens(size, last: true)) throw Broken();
                _ended = true;
            }
            _number++;
            if (size == 0) throw Broken();
        }

        private bool Opens(int size, bool last)
        {
            try
            {
                _aes.Decrypt(NonceOf(_number, last), _sealed.AsSpan(0, size), _sealed.AsSpan(size, Tag), _plain);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        }

        private InputException Broken() => new($"{_name}: the backup is damaged or incomplete, or the recovery key is another one.");

        public void Dispose() => _aes.Dispose();
    }

    private static byte[] KeyOf(ReadOnlySpan<byte> recoveryKey, ReadOnlySpan<byte> salt)
    {
        byte[] key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, recoveryKey, key, salt, "palinode/backup/1"u8);
        return key;
    }

    private static byte[] NonceOf(ulong number, bool last)
    {
        byte[] nonce = new byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, number);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
