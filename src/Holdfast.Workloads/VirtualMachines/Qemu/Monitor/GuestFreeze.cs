using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>Has the guest hold still while something is done, and go on afterwards whatever happened.</summary>
/// <param name="freeze">Asks the guest to; tells how many file systems hold still.</param>
/// <param name="thaw">Lets the guest go on.</param>
internal sealed class GuestFreeze(Func<long> freeze, Action thaw)
{
    private const int MostTries = 3;

    /// <param name="agent">Socket of the guest agent.</param>
    public static GuestFreeze By(string agent, CancellationToken cancellation) => new(
        () =>
        {
            using var guest = GuestAgent.Open(agent, cancellation);
            return guest.Freeze();
        },
        () =>
        {
            using var guest = GuestAgent.Open(agent, CancellationToken.None);
            guest.Thaw();
        });

    /// <summary>Does it.</summary>
    /// <returns>Application where the guest held still.</returns>
    /// <exception cref="WorkloadException">The guest does not hold still, or does not go on: what must be done now.</exception>
    public ConsistencyGuarantee While(Action action)
    {
        long frozen;
        try
        {
            frozen = freeze();
        }
        catch (QemuException error)
        {
            // It may have frozen and not been able to say so.
            Thaw();
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"The guest does not hold still: {error.Message}", "Check that the guest agent runs in the guest, or remove the option guestAgent.", error);
        }
        try
        {
            action();
        }
        finally
        {
            Thaw();
        }
        return frozen > 0 ? ConsistencyGuarantee.Application : ConsistencyGuarantee.Crash;
    }

    private void Thaw()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                thaw();
                return;
            }
            catch (Exception error) when (error is QemuException or WorkloadException)
            {
                if (tries == MostTries)
                    throw new WorkloadException(WorkloadFault.ApplicationFailed, $"The guest may still hold still: {error.Message}", "Thaw it: send guest-fsfreeze-thaw to its agent (virsh domfsthaw), or restart the agent in the guest.", error);
            }
        }
    }
}
