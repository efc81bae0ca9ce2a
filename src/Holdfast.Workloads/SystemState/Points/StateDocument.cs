using System.Text.Json;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>Writes and reads what points say. Reading trusts nothing: recovery makes scripts of it, and the pool may have been written to by somebody else.</summary>
internal static class StateDocument
{
    public const int Longest = 1 << 20;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it does not fit.</exception>
    public static byte[] Write(StateFacts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, SystemStateJson.Default.StateFacts) is { Length: <= Longest } json && StateLimits.Hold(facts) ? json : throw TooLong();

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it does not fit.</exception>
    public static JsonElement Write(BareMetalFacts facts) => StateLimits.Hold(facts) ? JsonSerializer.SerializeToElement(facts, SystemStateJson.Default.BareMetalFacts) : throw TooLong();

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it is no state of a system.</exception>
    public static StateFacts Read(BackupDocument document) =>
        document.State.Length <= Longest && Parse(() => JsonSerializer.Deserialize(document.State, SystemStateJson.Default.StateFacts)) is { } facts && StateLimits.Hold(facts) ? facts : throw Damaged();

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: it says of no computer, or of other disks than the machine's part.</exception>
    public static BareMetalFacts Read(MachineState machine) =>
        Parse(() => machine.Own.Deserialize(SystemStateJson.Default.BareMetalFacts)) is { } facts && StateLimits.Hold(facts) && StateLimits.Fit(facts, machine) ? facts : throw Damaged();

    private static T? Parse<T>(Func<T?> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (JsonException damage)
        {
            throw Damaged(damage);
        }
    }

    private static WorkloadException Damaged(JsonException? inner = null) =>
        new(WorkloadFault.NotRecoverable, "What the point says about its system cannot be read.", "Recover from another point.", inner);

    private static WorkloadException TooLong() =>
        new(WorkloadFault.NotPossible, "The system cannot be described in a recovery point: it has too many writers, disks, or partitions, or names that are too long.", "Look at vssadmin list writers for a writer that should not be there.");
}
