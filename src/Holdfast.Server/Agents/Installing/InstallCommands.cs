using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Programs;

namespace Holdfast.Server.Agents.Installing;

/// <summary>
/// Commands to paste. The certificate is not asked for, as a new computer does not know this server's authority: the hash, which came to the administrator over a connection that
/// was checked, says that the program is the right one. The token goes by a file, as arguments can be seen by other users.
/// </summary>
internal static class InstallCommands
{
    internal static string Install(AgentPlatform platform, string url, string sha256, string server) => platform.IsWindows ? OnWindows(url, sha256, server) : OnLinux(url, sha256, server);

    internal static string Update(AgentPlatform platform, string url, string sha256) => platform.IsWindows
        ? $$"""
            $ErrorActionPreference = 'Stop'
            {{FetchOnWindows(url, sha256)}}
            Stop-Service HoldfastAgent
            Expand-Archive $zip "$env:ProgramFiles\Holdfast" -Force
            Remove-Item $zip
            Start-Service HoldfastAgent
            """
        : $"""
            sudo sh <<'HOLDFAST'
            {FetchOnLinux(url, sha256)}
            systemctl stop holdfast-agent
            tar -xzf "$dir/program" -C /opt/holdfast --no-same-owner
            systemctl start holdfast-agent
            rm -rf "$dir"
            HOLDFAST
            """;

    private static string OnLinux(string url, string sha256, string server) =>
        $"""
        sudo sh <<'HOLDFAST'
        {FetchOnLinux(url, sha256)}
        mkdir -p /opt/holdfast
        tar -xzf "$dir/program" -C /opt/holdfast --no-same-owner
        ln -sfn /opt/holdfast/holdfast /usr/bin/holdfast
        printf '%s' '{AgentInstallers.TokenPlaceholder}' > "$dir/token"
        holdfast agent enroll --server '{server}' --token-file "$dir/token" --data /var/lib/holdfast-agent
        rm -rf "$dir"
        if [ -f /opt/holdfast/holdfast-agent.service ] && [ -d /run/systemd/system ]; then
          cp /opt/holdfast/holdfast-agent.service /etc/systemd/system/
          systemctl daemon-reload
          systemctl enable --now holdfast-agent
        else
          holdfast agent run --data /var/lib/holdfast-agent --detach
        fi
        HOLDFAST
        """;

    private static string FetchOnLinux(string url, string sha256) =>
        $"""
        set -e
        umask 077
        dir=$(mktemp -d)
        curl -fsSk -o "$dir/program" '{url}'
        echo '{sha256}  '"$dir/program" | sha256sum -c --quiet -
        """;

    private static string OnWindows(string url, string sha256, string server) =>
        $$"""
        $ErrorActionPreference = 'Stop'
        {{FetchOnWindows(url, sha256)}}
        $program = "$env:ProgramFiles\Holdfast"; $data = "$env:ProgramData\Holdfast\agent"; $token = [IO.Path]::GetTempFileName()
        Expand-Archive $zip $program -Force
        Set-Content $token '{{AgentInstallers.TokenPlaceholder}}' -NoNewline
        & "$program\holdfast.exe" agent enroll --server '{{server}}' --token-file $token --data $data
        Remove-Item $token, $zip
        if ($LASTEXITCODE -ne 0) { throw 'The agent was not enrolled.' }
        New-Service HoldfastAgent -BinaryPathName "`"$program\holdfast.exe`" agent run --data `"$data`"" -DisplayName 'Holdfast agent' -StartupType Automatic | Out-Null
        Start-Service HoldfastAgent
        """;

    private static string FetchOnWindows(string url, string sha256) =>
        $$"""
        $zip = "$env:TEMP\holdfast.zip"
        curl.exe -fsSk -o $zip '{{url}}'
        if ((Get-FileHash $zip -Algorithm SHA256).Hash -ne '{{sha256}}') { throw 'The program that came is not the one that the server gives out.' }
        """;
}
