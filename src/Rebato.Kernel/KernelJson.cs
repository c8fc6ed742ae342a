using System.Text.Json.Serialization;

namespace Rebato.Kernel;

/// <summary>How the data files of the kernel are read: every field that is not optional must be there, nothing unknown may be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(CalendarFile))]
[JsonSerializable(typeof(List<LegalDuty>))]
[JsonSerializable(typeof(Dictionary<string, Wording>))]
internal sealed partial class KernelJson : JsonSerializerContext;
