using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Programs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Agents.Installing;

/// <summary>Says how agents come onto other computers, and to the version of this server.</summary>
/// <param name="gatewayUrl">Where agents enroll; null while their port is not open.</param>
internal sealed class InstallerDesk(AgentPrograms programs, Settings settings, Func<string?> gatewayUrl)
{
    internal AgentInstallers Show() => new(programs.Version, Show(AgentPlatform.Linux), Show(AgentPlatform.Windows));

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentProgramMissing"/>.</exception>
    internal ApiFile Give(AgentPlatform platform)
    {
        var program = programs.Find(platform) ?? throw new HoldfastException(ErrorCode.AgentProgramMissing, $"This server does not have the program for {platform.Name}.");
        return ApiFile.At(Path.GetFileName(program.Path), program.Path);
    }

    /// <summary>What to do about an agent.</summary>
    internal AgentUpdate Update(AgentRow agent, bool isOlder)
    {
        if (!isOlder) return new AgentUpdate("upToDate", agent.Version, programs.Version, null, $"The agent of {agent.Name} is not older than this server.");
        var platform = agent.OperatingSystem.Contains("Windows", StringComparison.OrdinalIgnoreCase) ? AgentPlatform.Windows : AgentPlatform.Linux;
        return Url(platform) is { } url && programs.Find(platform) is { } program
            ? new AgentUpdate("byHand", agent.Version, programs.Version, InstallCommands.Update(platform, url, program.Sha256), $"Agents do not replace their own program. Run the command on {agent.Name}: the agent stays enrolled.")
            : new AgentUpdate(
                "byHand", agent.Version, programs.Version, platform.IsWindows ? "Stop-Service HoldfastAgent; Expand-Archive holdfast.zip \"$env:ProgramFiles\\Holdfast\" -Force; Start-Service HoldfastAgent"
                    : $"sudo apt install ./holdfast_{programs.Version}_amd64.deb && sudo systemctl restart holdfast-agent",
                $"Agents do not replace their own program, and this server gives none out. Bring the package of {programs.Version} to {agent.Name} and run the command there: the agent stays enrolled.");
    }

    private AgentInstaller Show(AgentPlatform platform)
    {
        if (programs.Find(platform) is not { } program)
            return new AgentInstaller(platform.Name, false, null, null, null, null, $"The program for {platform.Name} is not here. Make it with eng/publish, pack its folder, and put it there as {programs.ArchiveOf(platform)}; or install the package on the other computer.");
        if (Url(platform) is not { } url)
            return new AgentInstaller(platform.Name, false, null, program.Sha256, program.Bytes, null, "This server can be called from this computer alone. Set apiAddress and apiHostNames, and start it again; or install the package on the other computer.");
        return new AgentInstaller(
            platform.Name, true, url, program.Sha256, program.Bytes, InstallCommands.Install(platform, url, program.Sha256, gatewayUrl() ?? AgentInstallers.ServerPlaceholder), null);
    }

    // A name that requests are taken for; null where callers on other computers are not listened to.
    private string? Url(AgentPlatform platform)
    {
        var (address, port) = (settings.Get(RemoteSettings.Address), settings.Get(RemoteSettings.Port)!.Value);
        if (address is null || port == 0) return null;
        var host = settings.Get(RemoteSettings.HostNames) is [var first, ..] ? first : address == "*" ? null : address;
        return host is null ? null : new UriBuilder("https", host, port, platform.Route).Uri.AbsoluteUri;
    }
}
