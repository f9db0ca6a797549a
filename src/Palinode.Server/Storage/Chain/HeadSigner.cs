using System.Globalization;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Storage.Chain;

/// <summary>Signs the end of the log into files of the folder heads. The key is made at first use, outside the database.</summary>
internal sealed class HeadSigner(ServiceFolder folder, CaseDatabase cases, TimeProvider time)
{
    /// <summary>What heads of this service must be signed with.</summary>
    public byte[] PublicKey => Ed25519.PublicKey(Seed);

    private byte[] Seed => SecretFile.Key(Path.Combine(folder.Secrets, "head.key"));

    /// <summary>The end of the log at this moment.</summary>
    public async Task<SignedHead> NowAsync(CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        (long Number, Digest Hash)[] head = [.. await transaction.QueryAsync("SELECT number, hash FROM palinode.chain_head() WHERE number IS NOT NULL", r => (r.GetInt64(0), new Digest(r.GetFieldValue<byte[]>(1))), stop)];
        return head is [var (number, hash)] ? SignedHead.Sign(number, hash, time.GetUtcNow(), Seed) : SignedHead.Sign(0, Digest.Zero, time.GetUtcNow(), Seed);
    }

    /// <summary>Writes the end of the log at this moment into the folder.</summary>
    /// <returns>The file that was written.</returns>
    public async Task<string> SignAsync(CancellationToken stop)
    {
        SignedHead signed = await NowAsync(stop);
        string path = Path.Combine(folder.Heads, string.Create(CultureInfo.InvariantCulture, $"head-{signed.SignedAt:yyyyMMdd'T'HHmmss'Z'}-{signed.Number:D12}.json"));
        SecretFile.Write(path, System.Text.Encoding.UTF8.GetBytes(signed.ToJson()));
        return path;
    }

    /// <summary>Whether a head of this day (UTC) is there.</summary>
    public bool SignedOn(DateOnly day) => Directory.EnumerateFiles(folder.Heads, string.Create(CultureInfo.InvariantCulture, $"head-{day:yyyyMMdd}T*.json")).Any();
}
