using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Output;

/// <summary>A job in words.</summary>
internal static class JobText
{
    private const int DamagesShown = 20;

    internal static void Write(TextWriter output, JobInfo job)
    {
        if (job.HasEnded) WriteSummary(output, job);
        else WriteStarted(output, job);
    }

    private static void WriteStarted(TextWriter output, JobInfo job) =>
        output.WriteLine($"{Title(job)}: {job.State}, job {job.Id}. Follow it with `holdfast job show {job.Id} --wait`.");

    internal static void WriteSummary(TextWriter output, JobInfo job)
    {
        output.WriteLine($"{Title(job)}: {State(job.State)} in {Quantity.Duration(job.DurationMs)}");
        Line(output, "job", job.Id);
        if (job.RecoveryPoint is { } point) Line(output, "recovery point", point);
        if (job.ReadFrom is { } server) Line(output, "copy read", $"the one on {server}");
        Line(output, "items", Quantity.Count(job.Items) + (job.ItemsFailed > 0 ? $", {Quantity.Count(job.ItemsFailed)} failed" : ""));
        Line(output, "read", Quantity.Bytes(job.BytesRead) + (job.DurationMs > 0 ? $" ({Quantity.Bytes(job.Rate)}/s)" : ""));
        if (job.BytesChanged > 0 || IsBackup(job)) Line(output, "changed", Quantity.Bytes(job.BytesChanged));
        if (job.BytesStored > 0 || IsBackup(job)) Line(output, "stored", Quantity.Bytes(job.BytesStored) + Deduplicated(job));
        if (job.BytesSent > 0 || job.Type == JobTypes.CloudBackup) Line(output, "sent to the vault", Quantity.Bytes(job.BytesSent));
        if (job.Verification is { } verification) WriteVerification(output, verification);
        if (job.Collection is { } collection) WriteCollection(output, collection);
        if (job.Plan is { } plan) WritePlan(output, plan);
        if (job.Drill is { } drill) WriteDrill(output, drill);
    }

    internal static string Title(JobInfo job) => job.SourceName is { Length: > 0 } name ? $"{TypeName(job.Type)} of {name}" : TypeName(job.Type);

    internal static string State(string state) => state == JobStates.SucceededWithWarnings ? "succeeded with warnings" : state;

    internal static string TypeName(string type) => type switch
    {
        JobTypes.ReplicaCreation => "Replica creation",
        JobTypes.RecoveryPoint => "Recovery point",
        JobTypes.Synchronization => "Synchronization",
        JobTypes.ConsistencyCheck => "Consistency check",
        JobTypes.Recovery => "Recovery",
        JobTypes.CloudBackup => "Vault copy",
        JobTypes.Verification => "Verification",
        JobTypes.Collection => "Collection",
        JobTypes.Rebuild => "Rebuild",
        JobTypes.DiskRemoval => "Disk removal",
        JobTypes.Drill => "Restore drill",
        _ => type,
    };

    private static void WriteVerification(TextWriter output, VerificationResult found)
    {
        Line(output, "checked", $"{Quantity.Of(found.PacksChecked, "pack", "packs")}, {Quantity.Of(found.ChunksChecked, "chunk", "chunks")}, "
            + $"{Quantity.Of(found.PointsChecked, "recovery point", "recovery points")}, {Quantity.Bytes(found.BytesChecked)}");
        Line(output, "damaged", found.Damages.Count == 0 ? "nothing" : $"{Quantity.Count(found.Damages.Count)}, healed {Quantity.Count(found.Healed)}, not healed {Quantity.Count(found.NotHealed)}");
        foreach (var damage in found.Damages.Take(DamagesShown))
        {
            output.WriteLine($"    {damage.Level}: {damage.Message} {(damage.Healed ? "(healed)" : "(not healed)")}");
            if (damage.Pack is not null) output.WriteLine($"      pack {damage.Pack}{(damage.Chunk is null ? "" : $", chunk {damage.Chunk}")}");
            foreach (var point in damage.RecoveryPoints) output.WriteLine($"      recovery point {point}");
            foreach (var item in damage.Items) output.WriteLine($"      item {item}");
        }
        if (found.Damages.Count > DamagesShown) output.WriteLine($"    and {found.Damages.Count - DamagesShown} more (--json names all)");
    }

    private static void WriteCollection(TextWriter output, CollectionResult done)
    {
        Line(output, "freed", Quantity.Bytes(done.BytesFreed));
        Line(output, "waiting", $"{Quantity.Bytes(done.BytesWaiting)} until the soft-delete window is over");
        Line(output, "packs", $"{done.PacksTombstoned} marked, {done.PacksCompacted} compacted, {done.PacksDeleted} deleted");
    }

    private static void WritePlan(TextWriter output, RecoveryPlanInfo plan)
    {
        Line(output, "reached", Quantity.Time(plan.Reached ?? plan.Reaches));
        foreach (var note in plan.Notes ?? []) Line(output, "note", note);
    }

    private static void WriteDrill(TextWriter output, DrillInfo drill)
    {
        Line(output, drill.Sound ? "sound" : "NOT SOUND", drill.Depth);
        if (drill.RecoveryMs is { } taken) Line(output, "recovery took", Quantity.Duration(taken));
        foreach (var finding in drill.Findings) Line(output, "finding", finding);
    }

    private static bool IsBackup(JobInfo job) =>
        job.Type is JobTypes.ReplicaCreation or JobTypes.RecoveryPoint or JobTypes.Synchronization or JobTypes.ConsistencyCheck;

    private static string Deduplicated(JobInfo job) => job.BytesDeduplicated > 0 ? $", deduplicated {Quantity.Bytes(job.BytesDeduplicated)}" : "";

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"  {name,-17} {value}");
}
