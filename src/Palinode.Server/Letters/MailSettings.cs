using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Letters;

[JsonConverter(typeof(JsonStringEnumConverter<MailSecurity>))]
internal enum MailSecurity
{
    /// <summary>TLS from the first byte, usually at port 465.</summary>
    Tls,

    /// <summary>TLS before anything is said, usually at port 587; a server without it gets no letter.</summary>
    StartTls,

    /// <summary>None: for a server on this machine.</summary>
    None,
}

/// <summary>How letters leave: the part "mail" of settings.json in the data folder. Without it letters are saved, to be sent by hand.</summary>
internal sealed record MailSettings
{
    /// <summary>Of the server that takes letters.</summary>
    public required string Host { get; init => field = value.Length is > 0 and <= 253 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':') ? value : throw new InputException($"mail.host \"{value}\" is no name of a server."); }

    public int Port { get; init => field = value is > 0 and <= 65535 ? value : throw new InputException($"mail.port: {value} is no port."); } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The sender of all letters.</summary>
    public required string From { get; init => field = IsAddress(value) ? value : throw new InputException($"mail.from \"{value}\" is no e-mail address."); }

    /// <summary>Null for a server that asks for none. The password is the first line of secrets/smtp.password.</summary>
    public string? Username { get; init; }

    [JsonIgnore]
    public string? Password { get; init; }

    /// <summary>Seconds for a step of the conversation. Default 60; RFC 5321 allows minutes, and a letter can be tried again.</summary>
    public int Seconds { get; init => field = value is > 0 and <= 600 ? value : throw new InputException($"mail.seconds: {value}; use 1 to 600."); } = 60;

    /// <summary>Of the sender's address; stands where mail programs put the name of their machine.</summary>
    [JsonIgnore]
    public string Domain => From[(From.LastIndexOf('@') + 1)..];

    /// <summary>Null where there is no such file, or it says nothing of mail.</summary>
    /// <exception cref="InputException">The file cannot be read as settings.</exception>
    public static MailSettings? Of(ServiceFolder folder)
    {
        if (!File.Exists(folder.Settings)) return null;
        try
        {
            MailSettings? settings = JsonSerializer.Deserialize(File.ReadAllText(folder.Settings), SettingsJson.Default.ServiceSettings)?.Mail;
            string password = Path.Combine(folder.Secrets, "smtp.password");
            return settings?.Username is null || !File.Exists(password) ? settings : settings with { Password = File.ReadLines(password).FirstOrDefault() };
        }
        catch (JsonException e)
        {
            throw new InputException($"{folder.Settings}: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <summary>One address, without a name, that can stand in a header and in an SMTP command as it is.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && text.All(c => c is > ' ' and < (char)127 and not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\')) && text.Count(c => c == '@') == 1
        && text[0] != '@' && text[^1] != '@' && MailAddress.TryCreate(text, out MailAddress? address) && address.Address == text;
}

internal sealed record ServiceSettings(MailSettings? Mail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(ServiceSettings))]
internal sealed partial class SettingsJson : JsonSerializerContext;
