using System.Globalization;
using System.Text.Json;
using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Audit;

/// <summary>Heads of the audit log in pool and vault, out of reach of whoever can only change the catalog: one a day, and where the log begins once it was trimmed.</summary>
internal sealed class AuditAnchors(IEngine engine)
{
    private const string Kind = "audit-head", Trimmed = "trimmed";

    internal void Save(AnchorRecord head) => Save(head.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), head);

    /// <summary>Says that rows up to this head are removed.</summary>
    internal void SaveTrim(AnchorRecord head) => Save(Trimmed, head);

    /// <summary>All heads of pool and vault, oldest row first.</summary>
    internal IReadOnlyList<AnchorRecord> Heads() => [.. All().Where(entry => entry.Id != Trimmed).Select(entry => entry.Head).Distinct().OrderBy(head => head.Seq)];

    /// <summary>The newest head of the pool, which is always at hand.</summary>
    internal AnchorRecord? Newest() => Read(fromVault: false).Where(entry => entry.Id != Trimmed).Select(entry => entry.Head).MaxBy(head => head.Seq);

    internal AnchorRecord? Trim() => All().Where(entry => entry.Id == Trimmed).Select(entry => entry.Head).MaxBy(head => head.Seq);

    private void Save(string id, AnchorRecord head) => engine.SaveDescription(Kind, id, JsonSerializer.SerializeToUtf8Bytes(head, AnchorJson.Default.AnchorRecord));

    private IEnumerable<(string Id, AnchorRecord Head)> All()
    {
        var found = Read(fromVault: false);
        return engine.Contact is { State: VaultStates.Connected, Subscription: not Contracts.Vault.VaultStates.Deprovisioned } ? found.Concat(Read(fromVault: true)) : found;
    }

    private IEnumerable<(string Id, AnchorRecord Head)> Read(bool fromVault) =>
        from entry in engine.LoadDescriptions(Kind, fromVault)
        let head = JsonSerializer.Deserialize(entry.Value, AnchorJson.Default.AnchorRecord)
        where head is not null
        select (entry.Key, head);
}
