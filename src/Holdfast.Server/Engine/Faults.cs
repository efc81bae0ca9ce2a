using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Store;
using Holdfast.Store.Durability;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine;

/// <summary>The one place where faults of the engine become errors with a code.</summary>
internal static class Faults
{
    public static T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (ToError(error) is { } known)
        {
            throw known;
        }
    }

    public static void Translate(Action work) => Translate(() =>
    {
        work();
        return true;
    });

    /// <summary>Null for what is no fault of the store: a cancellation, an error that has its code already, a defect.</summary>
    public static HoldfastException? ToError(Exception error) => error switch
    {
        // A vault says in its own words what it does not allow.
        StorageException { InnerException: HoldfastException refusal } => refusal,
        StorageException fault => new HoldfastException(CodeOf(fault.Fault), fault.Message, inner: fault),
        ChunkUnavailableException => new HoldfastException(ErrorCode.ChunkDamaged, error.Message, inner: error),
        MalformedDataException => new HoldfastException(ErrorCode.ChunkDamaged, error.Message, inner: error),
        DurabilityException { IsFull: true } => new HoldfastException(ErrorCode.DiskFull, error.Message, inner: error),
        DurabilityException => new HoldfastException(ErrorCode.WriteFailed, error.Message, inner: error),
        WorkloadException fault => ApplicationFaults.ToError(fault),
        _ => null,
    };

    private static ErrorCode CodeOf(StorageFault fault) => fault switch
    {
        StorageFault.PoolFull => ErrorCode.ReplicaOutOfSpace,
        StorageFault.DiskMissing => ErrorCode.DiskMissing,
        StorageFault.DiskReadOnly => ErrorCode.DiskReadOnly,
        StorageFault.DiskRefused => ErrorCode.DiskRefused,
        StorageFault.ForeignDisk => ErrorCode.ForeignDisk,
        StorageFault.InUse => ErrorCode.PoolInUse,
        StorageFault.WriteFailed => ErrorCode.WriteFailed,
        StorageFault.NotFound => ErrorCode.NotFound,
        StorageFault.AlreadyExists => ErrorCode.AlreadyStored,
        StorageFault.Damaged => ErrorCode.ChunkDamaged,
        StorageFault.SessionFenced => ErrorCode.SessionFenced,
        StorageFault.WrongPassphrase => ErrorCode.PassphraseMismatch,
        StorageFault.NewerFormat => ErrorCode.NewerFormat,
        StorageFault.ListingFailed => ErrorCode.ListingFailed,
        StorageFault.Unavailable => ErrorCode.StoreUnavailable,
        StorageFault.Forbidden => ErrorCode.StoreForbids,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
