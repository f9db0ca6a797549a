using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Palinode.Server.Hosting;

/// <summary>The log of the service: one line an entry on standard error, for the journal of the machine. An exception gives its type and place, not its message, which may quote a letter or a name.</summary>
internal sealed class LineLog(TextWriter error) : ILoggerProvider
{
    private readonly Lock _one = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() { }

    private void Write(LogLevel level, string category, string text, Exception? exception)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {level} {category}: {text.ReplaceLineEndings(" ")}");
        string? place = exception?.StackTrace?.Split('\n', 2)[0].Trim();
        lock (_one) error.WriteLine(exception is null ? line : $"{line} [{exception.GetType().Name} {place}]");
    }

    private sealed class Category(LineLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logLevel != LogLevel.None;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log.Write(logLevel, name[(name.LastIndexOf('.') + 1)..], formatter(state, null), exception);
        }
    }
}
