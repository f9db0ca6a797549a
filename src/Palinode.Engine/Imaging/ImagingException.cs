namespace Palinode.Engine.Imaging;

/// <summary>A picture operation failed inside the native library; the message carries its own words.</summary>
public sealed class ImagingException : Exception
{
    public ImagingException(string message) : base(message) { }
    public ImagingException(string message, Exception inner) : base(message, inner) { }
    public ImagingException() { }
}
