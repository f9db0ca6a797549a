using System.Buffers;
using System.Text;
using Palinode.Server.Pages;

namespace Palinode.Server.Tests.Pages;

internal sealed class Utf8WriterTests
{
    [Test]
    public void Pieces_of_any_size_give_the_bytes_of_the_whole()
    {
        const string Text = "<p>Größe – “β-actin” 🧬</p>";
        ArrayBufferWriter<byte> whole = new(), pieces = new();
        using (Utf8Writer writer = new(whole)) writer.Write(Text);
        // One by one also parts the two halves of what is no single char.
        using (Utf8Writer writer = new(pieces))
            foreach (char c in Text) writer.Write(c);
        Encoding.UTF8.GetString(whole.WrittenSpan).ShouldBe(Text);
        pieces.WrittenSpan.SequenceEqual(whole.WrittenSpan).ShouldBeTrue();
    }
}
