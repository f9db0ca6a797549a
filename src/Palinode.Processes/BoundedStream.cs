namespace Palinode.Processes;

/// <summary>Reads from another stream and throws once more than a number of bytes have come.</summary>
internal sealed class BoundedStream(Stream inner, long limit) : Stream
{
    private long _left = limit;

    public override int Read(Span<byte> buffer)
    {
        int got = inner.Read(buffer);
        _left -= got;
        return _left >= 0 ? got : throw new ExceededException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>More came than allowed.</summary>
    internal sealed class ExceededException : Exception
    {
        public ExceededException() : base("More was written than allowed.") { }
        public ExceededException(string message) : base(message) { }
        public ExceededException(string message, Exception inner) : base(message, inner) { }
    }
}
