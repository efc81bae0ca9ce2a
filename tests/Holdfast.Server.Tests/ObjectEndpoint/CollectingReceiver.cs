using System.Security.Cryptography;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Keeps what it is given, counts what it hears, and waits or fails where it is told to.</summary>
internal sealed class CollectingReceiver : IObjectReceiver
{
    private readonly MemoryStream bytes = new();
    private int calls;

    public byte[] Bytes => bytes.ToArray();

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public int Completed { get; private set; }

    public int Aborted { get; private set; }

    /// <summary>Whether two calls were ever under way at once.</summary>
    public bool Overlapped { get; private set; }

    /// <summary>Appending waits for it.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Completing waits for it.</summary>
    public ManualResetEventSlim EndGate { get; } = new(initialState: true);

    public TaskCompletionSource Appending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Completing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? FailsAppending { get; set; }

    public Exception? FailsCompleting { get; set; }

    public void Append(ReadOnlySpan<byte> piece)
    {
        Enter();
        Appending.TrySetResult();
        Gate.Wait();
        if (FailsAppending is { } failure) throw Left(failure);
        bytes.Write(piece);
        Interlocked.Decrement(ref calls);
    }

    public void Complete()
    {
        Enter();
        Completing.TrySetResult();
        EndGate.Wait();
        if (FailsCompleting is { } failure) throw Left(failure);
        Completed++;
        Interlocked.Decrement(ref calls);
    }

    public void Abort()
    {
        Enter();
        Aborted++;
        Interlocked.Decrement(ref calls);
        GivenUp.TrySetResult();
    }

    private void Enter()
    {
        if (Interlocked.Increment(ref calls) != 1) Overlapped = true;
    }

    private Exception Left(Exception failure)
    {
        Interlocked.Decrement(ref calls);
        return failure;
    }
}
