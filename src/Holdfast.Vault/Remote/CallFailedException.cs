using Holdfast.Contracts.Errors;
using Holdfast.Store;

namespace Holdfast.Vault.Remote;

/// <summary>A request to a vault failed. Never leaves this folder: it becomes a <see cref="StorageException"/> or the <see cref="HoldfastException"/> within.</summary>
internal sealed class CallFailedException(StorageFault fault, HoldfastException reason) : Exception(reason.Message, reason)
{
    public StorageFault Fault { get; } = fault;

    public HoldfastException Reason { get; } = reason;

    /// <summary>The same request may succeed when it is sent again.</summary>
    public bool CanTryAgain { get; init; }

    /// <summary>It may have been done, although it failed.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>What the service asked to wait.</summary>
    public TimeSpan? Wait { get; init; }

    public StorageException ToStorage(string what) => new(Fault, $"{what}: {Message}", Reason);

    /// <summary>With the stack of now, and the failure that led to it.</summary>
    public HoldfastException ToVault() => new(Reason.Code, Reason.Message, Reason.Remedy, Reason.InnerException ?? this);
}
