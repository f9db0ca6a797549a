namespace Palinode;

/// <summary>
/// The input cannot be used, and the person who gave it can do something about that. The message is one line: what is wrong,
/// where, what to do. The command line prints it and ends with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Characters of a message; what a foreign file or parser contributes may be as long as the file.</summary>
    private const int Longest = 600;

    public InputException(string message) : base(Short(message)) { }
    public InputException(string message, Exception inner) : base(Short(message), inner) { }
    public InputException() { }

    private static string Short(string message) => message.Length <= Longest ? message : $"{message[..(Longest - 40)]} … ({message.Length - Longest + 40} more characters)";
}
