using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Audit;

/// <summary>Keeps the head of the audit log in pool and vault, once a day and at each clean stop, and ends rows that are older than the settings say.</summary>
internal sealed class AuditAnchor(AuditTable table, AuditAnchors anchors, AuditTrail trail, Settings settings, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan firstLook = TimeSpan.FromMinutes(10), interval = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private ITimer? timer;
    private AnchorRecord? anchored;

    internal void Begin() => timer = time.CreateTimer(_ => Turn(), null, firstLook, interval);

    /// <summary>Anchors the head unless it is anchored already.</summary>
    internal void Now()
    {
        lock (gate)
        {
            if (trail.Head is not { } head || head == anchored) return;
            try
            {
                anchors.Save(head with { Time = time.GetUtcNow() });
                anchored = head;
            }
            catch (HoldfastException failure)
            {
                log.LogError(failure, "The head of the audit log could not be anchored.");
            }
        }
    }

    /// <summary>Removes rows beyond their time; the place where the log begins then is anchored first.</summary>
    internal void Trim()
    {
        var days = settings.Get(AccountSettings.AuditDays)!.Value;
        if (days == 0 || table.LastBefore(CatalogTime.From(time.GetUtcNow() - TimeSpan.FromDays(days))) is not { } last) return;
        anchors.SaveTrim(new AnchorRecord(last.Seq, last.Hash, time.GetUtcNow()));
        table.Trim(last.Seq);
        trail.Record("server", "audit.trim", $"rows up to {last.Seq}", "ok");
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
    }

    // A failure must not end the process; it is in the log, and the next turn tries again.
    private void Turn()
    {
        try
        {
            var today = time.GetUtcNow().UtcDateTime.Date;
            if (anchored is { } last && last.Time.UtcDateTime.Date == today) return;
            Trim();
            Now();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The audit log could not be looked after.");
        }
    }
}
