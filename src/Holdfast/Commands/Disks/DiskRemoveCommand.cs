using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Output;

namespace Holdfast.Commands.Disks;

/// <summary>Takes a disk out of the pool.</summary>
internal sealed class DiskRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> id;
    private readonly Option<bool> evenIfDataIsLost, wait;
    private readonly Option<string?> pin;

    internal DiskRemoveCommand() : base("remove", "Moves a disk's data to the others and takes it out of the storage pool.")
    {
        id = Takes(SharedOptions.Id("Disk (`holdfast disk list`)"));
        evenIfDataIsLost = With(new Option<bool>("--even-if-data-is-lost") { Description = "Also when its data cannot be moved: what only it held is lost (default: refuses then)" });
        pin = With(SharedOptions.Pin());
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        return await JobFollower.Finish(session, await session.Client.RemoveDisk(input.GetValue(id)!, input.GetValue(evenIfDataIsLost), session.Stop), input.GetValue(wait));
    }
}
