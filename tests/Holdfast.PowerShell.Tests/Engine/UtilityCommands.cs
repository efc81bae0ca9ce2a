namespace Holdfast.PowerShell.Tests.Engine;

/// <summary>
/// The engine as a package comes without the cmdlets of the modules Microsoft.PowerShell.Utility and Microsoft.PowerShell.Security: these functions do
/// what scripts of the tests need of them.
/// </summary>
internal static class UtilityCommands
{
    internal const string Script = """
        function Get-Date { [datetime]::Now }
        function Start-Sleep { param([int]$Seconds, [int]$Milliseconds) [Threading.Thread]::Sleep($Seconds * 1000 + $Milliseconds) }
        function Register-ObjectEvent { param($InputObject, $EventName, $SourceIdentifier, $Action) $ExecutionContext.Events.SubscribeEvent($InputObject, $EventName, $SourceIdentifier, $null, $Action, $true, $false) }
        function Format-Table { param([Parameter(Position = 0)]$Property, [switch]$Wrap, [switch]$AutoSize, [Parameter(ValueFromPipeline)]$InputObject) process { $InputObject } }
        function ConvertTo-SecureString { param([Parameter(Position = 0)][string]$String, [switch]$AsPlainText, [switch]$Force) [Net.NetworkCredential]::new('', $String).SecurePassword }
        function ConvertFrom-SecureString { param([Parameter(Position = 0)][securestring]$SecureString, [switch]$AsPlainText) [Net.NetworkCredential]::new('', $SecureString).Password }
        function Select-Object {
            param([Parameter(Position = 0)][string[]]$Property, [int]$First, [int]$Last, [Parameter(ValueFromPipeline)]$InputObject)
            begin { $all = [Collections.Generic.List[object]]::new() }
            process { $all.Add($InputObject) }
            end {
                if ($First) { $all = @([Linq.Enumerable]::Take([object[]]$all, $First)) }
                if ($Last) { $all = @([Linq.Enumerable]::TakeLast([object[]]$all, $Last)) }
                foreach ($one in $all) {
                    if (-not $Property) { $one; continue }
                    $picked = [ordered]@{}
                    foreach ($name in $Property) { $picked[$name] = $one.$name }
                    [pscustomobject]$picked
                }
            }
        }
        function Sort-Object {
            param([Parameter(Position = 0)][string[]]$Property, [switch]$Descending, [Parameter(ValueFromPipeline)]$InputObject)
            begin { $all = [Collections.Generic.List[object]]::new() }
            process { $all.Add($InputObject) }
            end {
                $key = [Func[object, object]] { param($one) if (-not $Property) { $one } elseif ($Property.Count -eq 1) { $one.($Property[0]) } else { ($Property | ForEach-Object { $one.$_ }) -join '|' } }
                $sorted = if ($Descending) { [Linq.Enumerable]::OrderByDescending([object[]]$all, $key) } else { [Linq.Enumerable]::OrderBy([object[]]$all, $key) }
                foreach ($one in $sorted) { $one }
            }
        }
        function Group-Object {
            param([Parameter(Position = 0)][string[]]$Property, [Parameter(ValueFromPipeline)]$InputObject)
            begin { $groups = [ordered]@{} }
            process {
                $name = ($Property | ForEach-Object { $InputObject.$_ }) -join ', '
                if (-not $groups.Contains($name)) { $groups[$name] = [Collections.Generic.List[object]]::new() }
                $groups[$name].Add($InputObject)
            }
            end { foreach ($name in $groups.Keys) { [pscustomobject]@{ Name = $name; Count = $groups[$name].Count; Group = @($groups[$name]) } } }
        }
        function Measure-Object {
            param([Parameter(Position = 0)][string]$Property, [switch]$Sum, [Parameter(ValueFromPipeline)]$InputObject)
            begin { $count = 0; $total = 0.0 }
            process { $count++; if ($Sum) { $total += $InputObject.$Property } }
            end { [pscustomobject]@{ Count = $count; Sum = $total } }
        }
        function Export-Csv {
            param([Parameter(Position = 0)][string]$Path, [switch]$NoTypeInformation, [Parameter(ValueFromPipeline)]$InputObject)
            begin { $lines = [Collections.Generic.List[string]]::new() }
            process {
                $names = $InputObject.PSObject.Properties.Name
                if ($lines.Count -eq 0) { $lines.Add(($names | ForEach-Object { '"' + $_ + '"' }) -join ',') }
                $lines.Add(($names | ForEach-Object { '"' + $InputObject.$_ + '"' }) -join ',')
            }
            end { [IO.File]::WriteAllLines($Path, $lines) }
        }
        """;
}
