using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Output;

namespace Holdfast.Commands.Pool;

/// <summary>Rebuilds what the server knows from the pool alone.</summary>
internal sealed class PoolRebuildCatalogCommand : HoldfastCommand
{
    private readonly Option<bool> wait;

    internal PoolRebuildCatalogCommand() : base("rebuild-catalog", "Rebuilds index and catalog from the pool alone. The history of jobs is not kept.") => wait = With(SharedOptions.Wait());

    protected override async Task<int> Run(ParseResult input, Session session) =>
        await JobFollower.Finish(session, await session.Client.RebuildCatalog(session.Stop), input.GetValue(wait));
}
