namespace Palinode.Engine.Ingest;

/// <summary>Reads a document. Nothing can be read yet: the readers come with the next commits.</summary>
public sealed class DocumentReader
{
#pragma warning disable CA1822
    public SourceDocument Read(string path, string name, IngestOptions options, CancellationToken cancel = default)
#pragma warning restore CA1822
    {
        cancel.ThrowIfCancellationRequested();
        throw new InputException($"{name}: documents of this kind cannot be read yet ({path}, at most {options.MaxPages} pages).");
    }
}
