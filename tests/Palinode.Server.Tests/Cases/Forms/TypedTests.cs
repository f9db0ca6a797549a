using System.Text;
using Microsoft.AspNetCore.Http;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Tests.Cases.Forms;

/// <summary>Forms as anybody may send them: the public one takes a hundred megabytes with its files.</summary>
internal sealed class TypedTests
{
    private static async Task<(Typed? Typed, long Read)> ReadAsync(IEnumerable<string> parts)
    {
        using Endless body = new(parts.Select(p => Encoding.UTF8.GetBytes(p)));
        DefaultHttpContext context = new();
        (context.Request.ContentType, context.Request.Body) = ("multipart/form-data; boundary=b", body);
        try
        {
            return (await Typed.ReadAsync(context.Request, null, default), body.Position);
        }
        catch (InputException)
        {
            return (null, body.Position);
        }
    }

    [Test]
    public async Task A_field_without_end_is_refused_before_it_is_in_memory()
    {
        string megabyte = new('x', 1 << 20);
        (Typed? typed, long read) = await ReadAsync(["--b\r\nContent-Disposition: form-data; name=text\r\n\r\n", .. Enumerable.Repeat(megabyte, 60), "\r\n--b--\r\n"]);
        typed.ShouldBeNull();
        read.ShouldBeLessThan(8 << 20);
    }

    [Test]
    public async Task Parts_without_number_are_refused_also_when_they_are_empty_and_have_one_name()
    {
        (Typed? typed, long read) = await ReadAsync([.. Enumerable.Repeat("--b\r\nContent-Disposition: form-data; name=text\r\n\r\n\r\n", 100_000), "--b--\r\n"]);
        typed.ShouldBeNull();
        read.ShouldBeLessThan(1 << 20);
    }

    [Test]
    public async Task What_is_typed_is_read_as_it_stands()
    {
        (Typed? typed, _) = await ReadAsync(["--b\r\nContent-Disposition: form-data; name=text\r\n\r\nGrün ≠ 緑\r\n--b\r\nContent-Disposition: form-data; name=text\r\n\r\nb\r\n--b--\r\n"]);
        typed!.Texts("text").ShouldBe(["Grün ≠ 緑", "b"]);
    }

    [Test]
    public async Task A_character_that_no_database_takes_as_text_is_refused() =>
        (await ReadAsync(["--b\r\nContent-Disposition: form-data; name=text\r\n\r\na\0b\r\n--b--\r\n"])).Typed.ShouldBeNull();

    /// <summary>Gives its parts one after the other, and knows how much was asked for.</summary>
    private sealed class Endless(IEnumerable<byte[]> parts) : Stream
    {
        private readonly IEnumerator<byte[]> _parts = parts.GetEnumerator();
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get; set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_rest.IsEmpty)
            {
                if (!_parts.MoveNext()) return ValueTask.FromResult(0);
                _rest = _parts.Current;
            }
            int got = Math.Min(buffer.Length, _rest.Length);
            _rest[..got].CopyTo(buffer);
            (_rest, Position) = (_rest[got..], Position + got);
            return ValueTask.FromResult(got);
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => await ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
