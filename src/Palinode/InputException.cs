namespace Palinode;

/// <summary>
/// The input cannot be used, and the person who gave it can do something about that. The message is one line: what is wrong,
/// where, what to do. The command line prints it and ends with code 2.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(string message) : base(message) { }
    public InputException(string message, Exception inner) : base(message, inner) { }
    public InputException() { }
}
