using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine.Remote;

namespace Holdfast.Server.Agents.Data;

/// <summary>One attempt of a job as one agent runs it: what its data streams may work on, and until when.</summary>
internal sealed class RemoteAttempt(string job, uint number, string agentId, IRemoteChunks chunks, Action<RemoteAttempt> failed)
{
    private readonly object gate = new();
    private readonly List<IngestLane> lanes = [];
    private int working;
    private bool isClosed;

    internal string Job => job;

    internal uint Number => number;

    internal string AgentId => agentId;

    internal IRemoteChunks Chunks => chunks;

    /// <summary>Null for an attempt that only reads.</summary>
    internal IRemoteBackup? Backup => chunks as IRemoteBackup;

    /// <summary>Why it failed by what its streams brought.</summary>
    internal HoldfastException? Failure { get; private set; }

    internal static HoldfastException Unknown() => new(ErrorCode.AttemptUnknown, "This attempt of the job was not given to this agent, or has ended.");

    /// <summary>Takes part in the work; false where the attempt is over.</summary>
    internal bool TryEnter()
    {
        lock (gate)
        {
            if (isClosed) return false;
            working++;
            return true;
        }
    }

    internal void Leave()
    {
        lock (gate)
            if (--working == 0) Monitor.PulseAll(gate);
    }

    /// <summary>Joins a stream to the attempt; false where it is over.</summary>
    internal bool Join(IngestLane lane)
    {
        lock (gate)
        {
            if (isClosed) return false;
            lanes.Add(lane);
            return true;
        }
    }

    internal void Part(IngestLane lane)
    {
        lock (gate) lanes.Remove(lane);
    }

    /// <summary>Ends the attempt because of what it was sent. The first reason counts.</summary>
    internal void Fail(HoldfastException failure)
    {
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
            Failure = failure;
        }
        EndLanes(failure);
        failed(this);
    }

    /// <summary>Ends the attempt and waits until no thread works for it any more.</summary>
    internal void Close()
    {
        lock (gate)
        {
            isClosed = true;
            while (working > 0) Monitor.Wait(gate);
        }
        EndLanes(Failure ?? Unknown());
    }

    private void EndLanes(HoldfastException reason)
    {
        List<IngestLane> all;
        lock (gate) all = [.. lanes];
        foreach (var lane in all) lane.End(reason);
    }
}
