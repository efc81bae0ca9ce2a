using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Programs;
using Holdfast.Contracts.Vault.Owner;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Hosting;

/// <summary>GET programs, and GET programs/{platform}: the programs themselves, which are no secret.</summary>
internal sealed class ProgramRoutes(AgentPrograms programs) : IVaultRoutes
{
    public void Map(VaultRouter routes)
    {
        routes.Get("programs", OwnerJson.Default.ProgramOffers, _ => new ProgramOffers(programs.Version, [.. AgentPlatform.All.Select(Offer)]));
        routes.MapRaw("GET", "programs/{platform}", call => Give(call.Route("platform"), call.Context));
    }

    private ProgramOffer Offer(AgentPlatform platform) => programs.Find(platform) is { } program
        ? new ProgramOffer(platform.Name, $"/{VaultRouter.Root.Trim('/')}/programs/{platform.Name}", program.Sha256, program.Bytes, null)
        : new ProgramOffer(
            platform.Name, null, null, null,
            $"The program for {platform.Name} is not here. Make it with eng/publish, pack its folder, and put it there as {programs.ArchiveOf(platform)}; or install the package on the other computer.");

    private Task Give(string name, HttpContext context)
    {
        var program = AgentPlatform.All.FirstOrDefault(platform => platform.Name == name) is { } known ? programs.Find(known) : null;
        if (program is null) throw new HoldfastException(ErrorCode.AgentProgramMissing, "This service does not have the program for that platform.");
        var response = context.Response;
        response.ContentType = "application/octet-stream";
        response.ContentLength = program.Bytes;
        response.Headers.ContentDisposition = $"attachment; filename=\"{Path.GetFileName(program.Path)}\"";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.SendFileAsync(program.Path, context.RequestAborted);
    }
}
