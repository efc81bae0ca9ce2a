namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Puts a chain into the steps of a restore.</summary>
internal static class RestoreSteps
{
    /// <param name="tail">How the present log is saved first.</param>
    /// <param name="applyTail">Its records belong to what is wanted.</param>
    /// <param name="exists">A database of the name is there and is replaced.</param>
    /// <param name="online">It is open now, and somebody may use it.</param>
    /// <param name="leaveRestoring">More logs will be applied by somebody else.</param>
    /// <param name="undoFile">Not null: readers may look into the database meanwhile.</param>
    /// <param name="check">Pages are checked when it is open.</param>
    public static IReadOnlyList<RestoreStep> Of(
        ChainPlan chain, IReadOnlyList<FileMove> moves, TailChoice tail, bool applyTail, bool exists, bool online, bool leaveRestoring, string? undoFile, bool check)
    {
        var steps = new List<RestoreStep>();
        if (exists && online) steps.Add(new RestoreStep.TakeAlone());
        if (tail != TailChoice.None) steps.Add(new RestoreStep.TailLog(tail == TailChoice.Damaged));
        steps.Add(new RestoreStep.Data(chain.Full, moves, exists));
        if (chain.Differential is { } differential) steps.Add(new RestoreStep.Data(differential, moves, false));
        steps.AddRange(chain.Logs.Select(log => new RestoreStep.Log(log, log.StopBefore.IsZero ? chain.StopAt : null)));
        if (tail != TailChoice.None && applyTail) steps.Add(new RestoreStep.ApplyTail());
        if (undoFile is not null) steps.Add(new RestoreStep.Standby(undoFile));
        else if (!leaveRestoring)
        {
            steps.Add(new RestoreStep.Recover());
            if (exists) steps.Add(new RestoreStep.GiveBack());
            if (check) steps.Add(new RestoreStep.CheckPages());
        }
        return steps;
    }
}
