namespace Palinode.Server.Storage;

/// <summary>The case was changed by someone else since it was read: read it again and decide anew. Nothing was written.</summary>
internal sealed class ConcurrentChangeException : Exception
{
    private const string Line = "The case was changed by someone else meanwhile; nothing was written.";

    public ConcurrentChangeException() : base(Line) { }
    public ConcurrentChangeException(string message) : base(message) { }
    public ConcurrentChangeException(Exception inner) : base(Line, inner) { }
    public ConcurrentChangeException(string message, Exception inner) : base(message, inner) { }
}
