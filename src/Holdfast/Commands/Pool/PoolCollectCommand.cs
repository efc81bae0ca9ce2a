using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Pool;

/// <summary>Reclaims space.</summary>
internal sealed class PoolCollectCommand : HoldfastCommand
{
    private readonly Option<bool> online, wait;

    internal PoolCollectCommand() : base("collect", "Reclaims space that no recovery point needs any more. The server does it by itself every hour and after deletions.")
    {
        online = With(SharedOptions.Online("In the vault copy (default: in the pool)"));
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session) =>
        await JobFollower.Finish(session, await session.Client.Collect(new CollectRequest(input.GetValue(online)), session.Stop), input.GetValue(wait));
}
