// Roslyn as a program: the compiler of the .NET SDK, for machines that have only its library. usage: as csc, with references
// to the standard library too. bindings/csharp/tools builds it. Mono's compiler reads neither .NET 8's assemblies nor Roslyn's, so
// that all of Roslyn is found at run time.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading;

public static class Compiler {
    private static readonly Assembly Common = Assembly.Load("Microsoft.CodeAnalysis"), Roslyn = Assembly.Load("Microsoft.CodeAnalysis.CSharp");

    private static Type Find(Assembly assembly, string name) => assembly.GetType("Microsoft.CodeAnalysis." + name, true);

    private static dynamic Call(Type type, string method, params object[] arguments) =>
        type.InvokeMember(method, BindingFlags.Public | BindingFlags.Static | BindingFlags.InvokeMethod, null, null, arguments);

    /// <summary>An array that Roslyn takes, made of each of some things.</summary>
    private static Array Each(Type type, IEnumerable things, Func<dynamic, object> make) {
        var made = new ArrayList();
        foreach (object thing in things)
            made.Add(make(thing));
        return made.ToArray(type);
    }

    public static int Main(string[] arguments) {
        var given = new List<string>(arguments) { "-noconfig", "-nostdlib", "-deterministic" };
        Type parser = Find(Roslyn, "CSharp.CSharpCommandLineParser");
        dynamic parsed = ((dynamic)parser.GetProperty("Default").GetValue(null)).Parse(given, Directory.GetCurrentDirectory(), null, null);
        Array trees = Each(Find(Common, "SyntaxTree"), parsed.SourceFiles, (Func<dynamic, object>)(file => Call(Find(Roslyn, "CSharp.CSharpSyntaxTree"), "ParseText",
            File.ReadAllText(file.Path), parsed.ParseOptions, file.Path, null, CancellationToken.None)));
        Array references = Each(Find(Common, "MetadataReference"), parsed.MetadataReferences, (Func<dynamic, object>)(one => Call(Find(Common, "MetadataReference"),
            "CreateFromFile", one.Reference, one.Properties, null)));
        string name = Path.GetFileNameWithoutExtension((string)parsed.OutputFileName);
        dynamic compilation = Call(Find(Roslyn, "CSharp.CSharpCompilation"), "Create", name, trees, references, parsed.CompilationOptions);
        Stream output = new MemoryStream(), symbols = null, documentation = parsed.DocumentationPath == null ? null : new MemoryStream();
        dynamic emitted = compilation.Emit(output, symbols, documentation);
        bool failed = !emitted.Success;
        foreach (IEnumerable several in new[] { parsed.Errors, emitted.Diagnostics })
            foreach (dynamic one in several) {
                string severity = one.Severity.ToString();
                failed |= severity == "Error";
                if (severity == "Error" || severity == "Warning")
                    Console.Error.WriteLine((string)one.ToString());
            }
        if (failed)
            return 1;
        File.WriteAllBytes(Path.Combine(parsed.OutputDirectory, parsed.OutputFileName), ((MemoryStream)output).ToArray());
        if (documentation != null)
            File.WriteAllBytes(parsed.DocumentationPath, ((MemoryStream)documentation).ToArray());
        return 0;
    }
}
