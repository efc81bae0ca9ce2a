namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Waits for steps of the service, bounded, as long as the job is wanted.</summary>
internal sealed class SessionClock(TimeProvider clock, SessionLimits limits)
{
    /// <summary>Between two looks: how late a cancellation is noticed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public SessionLimits Limits => limits;

    /// <param name="call">That started the step.</param>
    /// <exception cref="ShadowCopyFailure">It failed, or was cancelled by somebody else.</exception>
    /// <exception cref="TimeoutException">It took longer than it may; the service was told to give up.</exception>
    public void Finish(IShadowCopyStep step, string call, TimeSpan limit, CancellationToken cancellation)
    {
        using (step)
        {
            var began = clock.GetTimestamp();
            while (IsPending(step, call))
            {
                var late = clock.GetElapsedTime(began) >= limit;
                if (late || cancellation.IsCancellationRequested)
                {
                    GiveUp(step);
                    cancellation.ThrowIfCancellationRequested();
                    throw new TimeoutException($"{call} of the Volume Shadow Copy Service took longer than {limit}.");
                }
                step.Wait(Look);
            }
        }
    }

    private static bool IsPending(IShadowCopyStep step, string call) => step.Status() switch
    {
        ShadowCopyCodes.Pending => true,
        ShadowCopyCodes.Finished or 0 => false,
        var code => throw new ShadowCopyFailure(call, code),
    };

    private void GiveUp(IShadowCopyStep step)
    {
        step.Cancel();
        var began = clock.GetTimestamp();
        while (step.Status() == ShadowCopyCodes.Pending && clock.GetElapsedTime(began) < limits.Cancelling) step.Wait(Look);
    }
}
