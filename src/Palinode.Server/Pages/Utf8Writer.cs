using System.Buffers;
using System.Text;

namespace Palinode.Server.Pages;

/// <summary>Text that goes as UTF-8 where it is to go, piece by piece: a page of a long case never exists as one string.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> to) : TextWriter
{
    // Keeps half a pair of surrogates until the other half comes.
    private readonly Encoder _encoder = System.Text.Encoding.UTF8.GetEncoder();

    public override Encoding Encoding => System.Text.Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (!buffer.IsEmpty) _encoder.Convert(buffer, to, flush: false, out _, out _);
    }
}
